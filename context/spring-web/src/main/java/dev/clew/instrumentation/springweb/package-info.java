// SPDX-License-Identifier: Apache-2.0
/** Spring's HTTP clients. */
@NullMarked
package dev.clew.instrumentation.springweb;

import org.jspecify.annotations.NullMarked;

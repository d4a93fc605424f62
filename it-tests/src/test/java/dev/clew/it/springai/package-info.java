// SPDX-License-Identifier: Apache-2.0
/** Applications that use Spring AI. */
@NullMarked
package dev.clew.it.springai;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Spring AI: where its hooks are. */
@NullMarked
package dev.clew.instrumentation.springai;

import org.jspecify.annotations.NullMarked;

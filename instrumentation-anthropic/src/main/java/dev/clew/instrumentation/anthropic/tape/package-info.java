// SPDX-License-Identifier: Apache-2.0
/** Records anthropic-java's calls on the tape, and answers them from it. */
@NullMarked
package dev.clew.instrumentation.anthropic.tape;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Records google-genai's calls on the tape, and answers them from it. */
@NullMarked
package dev.clew.instrumentation.googlegenai.tape;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Which of Spring AI's objects may be read, and how. */
@NullMarked
package dev.clew.instrumentation.springai.library;

import org.jspecify.annotations.NullMarked;

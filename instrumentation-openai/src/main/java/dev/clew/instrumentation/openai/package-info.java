// SPDX-License-Identifier: Apache-2.0
/** The instrumentation of com.openai:openai-java. */
@NullMarked
package dev.clew.instrumentation.openai;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Converts the library's messages to those of the span model, on the export thread. */
@NullMarked
package dev.clew.instrumentation.langchain4j.message;

import org.jspecify.annotations.NullMarked;

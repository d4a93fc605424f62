// SPDX-License-Identifier: Apache-2.0
/** Values and failures of the application, made fit for a span. */
@NullMarked
package dev.clew.instrumentation.langchain4j.value;

import org.jspecify.annotations.NullMarked;

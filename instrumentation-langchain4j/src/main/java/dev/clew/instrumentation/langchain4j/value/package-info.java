// SPDX-License-Identifier: Apache-2.0
/** Prepares the application's values and failures for spans. */
@NullMarked
package dev.clew.instrumentation.langchain4j.value;

import org.jspecify.annotations.NullMarked;

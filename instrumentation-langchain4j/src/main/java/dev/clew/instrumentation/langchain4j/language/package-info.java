// SPDX-License-Identifier: Apache-2.0
/** Calls of language models, the older form: prompt in, text out. */
@NullMarked
package dev.clew.instrumentation.langchain4j.language;

import org.jspecify.annotations.NullMarked;

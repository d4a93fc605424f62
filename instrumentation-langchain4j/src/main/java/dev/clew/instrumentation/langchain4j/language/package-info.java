// SPDX-License-Identifier: Apache-2.0
/** Calls of language models in the older form: a prompt in, a text out. */
@NullMarked
package dev.clew.instrumentation.langchain4j.language;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Instrumentation of Google's GenAI client: Gemini, Vertex AI, Interactions. */
@NullMarked
package dev.clew.instrumentation.googlegenai;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Tools that the application runs for the model, reconstructed from messages. */
@NullMarked
package dev.clew.instrumentation.openai.tools;

import org.jspecify.annotations.NullMarked;

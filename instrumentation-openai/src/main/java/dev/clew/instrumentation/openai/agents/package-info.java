// SPDX-License-Identifier: Apache-2.0
/** Hooks for hosted agents (beta): their session streams and the library's tool runner. */
@NullMarked
package dev.clew.instrumentation.openai.agents;

import org.jspecify.annotations.NullMarked;

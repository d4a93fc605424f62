// SPDX-License-Identifier: Apache-2.0
/** The hooks of hosted agents (beta): streams of their sessions, and the library's tool runner. */
@NullMarked
package dev.clew.instrumentation.openai.agents;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Interprets the events of a hosted agent's session: agents, turns, items and tools. */
@NullMarked
package dev.clew.instrumentation.openai.agents.session;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** What the events of a hosted agent's session say: its agents, turns, items and tools. */
@NullMarked
package dev.clew.instrumentation.openai.agents.session;

import org.jspecify.annotations.NullMarked;

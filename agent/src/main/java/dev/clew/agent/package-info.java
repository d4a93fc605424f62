// SPDX-License-Identifier: Apache-2.0
/**
 * The part of Clew on the application's class path: premain, gate, dispatcher. Everything else is
 * under {@code inst/} in the jar and loaded by {@link dev.clew.agent.AgentClassLoader}.
 */
@NullMarked
package dev.clew.agent;

import org.jspecify.annotations.NullMarked;

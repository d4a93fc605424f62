// SPDX-License-Identifier: Apache-2.0
/**
 * The part of Clew that the application's class path sees: premain, gate, dispatcher. Everything
 * else lies under {@code inst/} in the jar and is loaded by {@link
 * dev.clew.agent.AgentClassLoader}.
 */
@NullMarked
package dev.clew.agent;

import org.jspecify.annotations.NullMarked;

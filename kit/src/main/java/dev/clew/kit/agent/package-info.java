// SPDX-License-Identifier: Apache-2.0
/** Agents, the tools that they use and the agents that they hand over to. */
@NullMarked
package dev.clew.kit.agent;

import org.jspecify.annotations.NullMarked;

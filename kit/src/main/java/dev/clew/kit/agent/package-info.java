// SPDX-License-Identifier: Apache-2.0
/** Agents, their tools, and handoffs between them. */
@NullMarked
package dev.clew.kit.agent;

import org.jspecify.annotations.NullMarked;

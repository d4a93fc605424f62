// SPDX-License-Identifier: Apache-2.0
/** Traces AgentScope. */
@NullMarked
package dev.clew.instrumentation.agentscope;

import org.jspecify.annotations.NullMarked;

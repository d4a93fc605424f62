// SPDX-License-Identifier: Apache-2.0
/** The MCP Java SDK: its clients create spans, and its servers join their clients' traces. */
@NullMarked
package dev.clew.instrumentation.mcp;

import org.jspecify.annotations.NullMarked;

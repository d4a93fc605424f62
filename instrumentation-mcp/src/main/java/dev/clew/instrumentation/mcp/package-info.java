// SPDX-License-Identifier: Apache-2.0
/** The MCP Java SDK: its clients make spans, its servers join the traces of their clients. */
@NullMarked
package dev.clew.instrumentation.mcp;

import org.jspecify.annotations.NullMarked;

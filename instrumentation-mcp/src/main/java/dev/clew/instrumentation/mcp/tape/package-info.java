// SPDX-License-Identifier: Apache-2.0
/** Records and answers what clients of the MCP SDK send to servers. */
@NullMarked
package dev.clew.instrumentation.mcp.tape;

import org.jspecify.annotations.NullMarked;

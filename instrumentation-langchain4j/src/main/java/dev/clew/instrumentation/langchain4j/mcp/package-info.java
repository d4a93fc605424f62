// SPDX-License-Identifier: Apache-2.0
/** Requests to MCP servers: details of a tool's span, or a span of their own outside a tool. */
@NullMarked
package dev.clew.instrumentation.langchain4j.mcp;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * Requests to MCP servers: what the run of a tool adds to its span, a span of its own otherwise.
 */
@NullMarked
package dev.clew.instrumentation.langchain4j.mcp;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Records and answers what LangChain4j calls: models over HTTP, tools, and MCP servers. */
@NullMarked
package dev.clew.instrumentation.langchain4j.tape;

import org.jspecify.annotations.NullMarked;

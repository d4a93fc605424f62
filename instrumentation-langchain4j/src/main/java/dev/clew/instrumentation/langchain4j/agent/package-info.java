// SPDX-License-Identifier: Apache-2.0
/** An agent's run in progress, shared by the hooks of services, agents and models. */
@NullMarked
package dev.clew.instrumentation.langchain4j.agent;

import org.jspecify.annotations.NullMarked;

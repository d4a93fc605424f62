// SPDX-License-Identifier: Apache-2.0
/** A run of an agent in progress, which hooks of services, agents and models share. */
@NullMarked
package dev.clew.instrumentation.langchain4j.agent;

import org.jspecify.annotations.NullMarked;

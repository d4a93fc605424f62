// SPDX-License-Identifier: Apache-2.0
/** Calls of chat models: one generation span each, whatever the provider. */
@NullMarked
package dev.clew.instrumentation.langchain4j.model;

import org.jspecify.annotations.NullMarked;

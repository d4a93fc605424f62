// SPDX-License-Identifier: Apache-2.0
/** Calls of AI services: one agent span each, which lasts as long as the work. */
@NullMarked
package dev.clew.instrumentation.langchain4j.service;

import org.jspecify.annotations.NullMarked;

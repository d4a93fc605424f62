// SPDX-License-Identifier: Apache-2.0
/**
 * Calls that begin and end with a method, whatever they do: the outermost one of an object has the
 * span.
 */
@NullMarked
package dev.clew.instrumentation.langchain4j.operation;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * Operations that start and end with a method call: the outermost method of an object has the span.
 */
@NullMarked
package dev.clew.instrumentation.langchain4j.operation;

import org.jspecify.annotations.NullMarked;

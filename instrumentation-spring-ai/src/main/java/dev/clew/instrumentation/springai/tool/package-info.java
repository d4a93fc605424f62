// SPDX-License-Identifier: Apache-2.0
/** Tools and the rounds of a model that calls them. */
@NullMarked
package dev.clew.instrumentation.springai.tool;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** The language of {@code clew.methods}: rules, options and expressions. */
@NullMarked
package dev.clew.instrumentation.methods.rule;

import org.jspecify.annotations.NullMarked;

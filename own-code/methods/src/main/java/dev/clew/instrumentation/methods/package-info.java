// SPDX-License-Identifier: Apache-2.0
/** Traces an application's own methods, which it names in the configuration or annotates. */
@NullMarked
package dev.clew.instrumentation.methods;

import org.jspecify.annotations.NullMarked;

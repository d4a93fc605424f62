// SPDX-License-Identifier: Apache-2.0
/** Carries the context along with the signals of reactive libraries. */
@NullMarked
package dev.clew.instrumentation.reactive;

import org.jspecify.annotations.NullMarked;

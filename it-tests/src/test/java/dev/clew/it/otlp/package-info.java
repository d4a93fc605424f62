// SPDX-License-Identifier: Apache-2.0
/** Sends spans from the real jar to an OTLP receiver. */
@NullMarked
package dev.clew.it.otlp;

import org.jspecify.annotations.NullMarked;

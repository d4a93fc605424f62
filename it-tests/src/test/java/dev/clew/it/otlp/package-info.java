// SPDX-License-Identifier: Apache-2.0
/** The real jar sends to a receiver of OTLP. */
@NullMarked
package dev.clew.it.otlp;

import org.jspecify.annotations.NullMarked;

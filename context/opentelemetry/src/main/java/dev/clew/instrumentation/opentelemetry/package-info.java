// SPDX-License-Identifier: Apache-2.0
/** Connects Clew's traces with the application's OpenTelemetry traces. */
@NullMarked
package dev.clew.instrumentation.opentelemetry;

import org.jspecify.annotations.NullMarked;

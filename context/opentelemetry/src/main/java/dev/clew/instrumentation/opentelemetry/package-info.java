// SPDX-License-Identifier: Apache-2.0
/** Ties Clew's traces to those that OpenTelemetry keeps in the application. */
@NullMarked
package dev.clew.instrumentation.opentelemetry;

import org.jspecify.annotations.NullMarked;

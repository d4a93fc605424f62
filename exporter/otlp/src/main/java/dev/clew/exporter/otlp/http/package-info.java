// SPDX-License-Identifier: Apache-2.0
/** OTLP over HTTP: one request, one answer, and what the answer means. */
@NullMarked
package dev.clew.exporter.otlp.http;

import org.jspecify.annotations.NullMarked;

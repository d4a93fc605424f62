// SPDX-License-Identifier: Apache-2.0
/** OTLP over HTTP: one request, one response, and what the response means. */
@NullMarked
package dev.clew.exporter.otlp.http;

import org.jspecify.annotations.NullMarked;

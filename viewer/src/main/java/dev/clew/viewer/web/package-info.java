// SPDX-License-Identifier: Apache-2.0
/** The HTTP server: the REST API, server-sent events, the page, and the receiver of OTLP. */
@NullMarked
package dev.clew.viewer.web;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** OTLP over gRPC, as an extension. */
@NullMarked
package dev.clew.exporter.grpc;

import org.jspecify.annotations.NullMarked;

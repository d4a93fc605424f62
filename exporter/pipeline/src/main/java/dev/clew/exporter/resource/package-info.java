// SPDX-License-Identifier: Apache-2.0
/** Describes this process to receivers. */
@NullMarked
package dev.clew.exporter.resource;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** What describes this process to receivers. */
@NullMarked
package dev.clew.exporter.resource;

import org.jspecify.annotations.NullMarked;

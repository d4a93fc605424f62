// SPDX-License-Identifier: Apache-2.0
/** The content of spans: one record per span type. */
@NullMarked
package dev.clew.api.data;

import org.jspecify.annotations.NullMarked;

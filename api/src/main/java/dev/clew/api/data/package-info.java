// SPDX-License-Identifier: Apache-2.0
/** What a span says, one record per span type. */
@NullMarked
package dev.clew.api.data;

import org.jspecify.annotations.NullMarked;

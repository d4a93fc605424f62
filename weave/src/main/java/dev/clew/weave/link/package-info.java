// SPDX-License-Identifier: Apache-2.0
/** From a woven class to its hook: loaders, instances, method handles. */
@NullMarked
package dev.clew.weave.link;

import org.jspecify.annotations.NullMarked;

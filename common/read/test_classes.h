/*
 * test_classes.h - models for tests of classes and votes; they have labels, but no network.
 */
#ifndef HWR_TEST_CLASSES_H
#define HWR_TEST_CLASSES_H

#include "net/model.h"

/* models_of - the first n of two models of the same letters and signs, and one of digits. */
static struct models
models_of(int n)
{
	static char *letters[] = {"A", "Cc", "-", "7"}, *digits[] = {"7", "1"};
	static struct model m0 = {.classes = letters, .n_classes = 4}, m1 = {.classes = letters, .n_classes = 4};
	static struct model m2 = {.classes = digits, .n_classes = 2};
	static struct model *members[] = {&m0, &m1, &m2};

	return (struct models){members, n};
}

#endif

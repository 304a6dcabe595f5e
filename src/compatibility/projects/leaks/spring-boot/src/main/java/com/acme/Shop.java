package com.acme;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Shop {}

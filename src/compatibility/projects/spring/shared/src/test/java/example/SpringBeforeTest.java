package example;

import io.trackmemory.extension.TrackMemory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

@ExtendWith(SpringExtension.class)
@TrackMemory
class SpringBeforeTest extends SpringTests {}

package example;

import io.trackmemory.extension.TrackMemory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

@TrackMemory
@ExtendWith(SpringExtension.class)
class SpringAfterTest extends SpringTests {}
